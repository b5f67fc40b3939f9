import { createApp } from 'vue'
import '../web/tokens.css'
import './attendee.css'
import './voting/voting.css'
import App from './App.vue'
import { words } from './words.ts'

createApp(App).use(words).mount('#app')
