import { createApp } from 'vue'
import '../web/tokens.css'
import App from './App.vue'
import { signIn } from './client.ts'
import { createHostRouter } from './router.ts'
import { words } from './words.ts'

// Before a router looks at the address: the secret in it must not become part of the history.
void signIn()
// A link pasted into an open tab changes the fragment only.
window.addEventListener('hashchange', () => {
  if (location.hash.length > 1) void signIn()
})

createApp(App).use(words).use(createHostRouter()).mount('#app')
