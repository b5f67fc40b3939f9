import { createRouter, createWebHistory, type Router } from 'vue-router'
import { hostPages } from '../contract/routes.ts'

/**
 * The host's pages; console and stage are loaded apart, so that neither waits for the other. Made on demand, because a
 * history reads the address the moment it is made and writes it back later.
 */
export function createHostRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: hostPages.lobby, name: 'lobby', component: () => import('./console/LobbyPage.vue') },
      {
        path: hostPages.meetingPattern,
        name: 'meeting',
        component: () => import('./console/MeetingPage.vue'),
        props: true,
      },
      { path: hostPages.settings, name: 'settings', component: () => import('./console/SettingsPage.vue') },
      { path: hostPages.stage, name: 'stage', component: () => import('./stage/StagePage.vue') },
      {
        path: hostPages.ticketsPattern,
        name: 'tickets',
        component: () => import('./tickets/TicketsPage.vue'),
        props: true,
      },
      { path: '/:unknown(.*)*', redirect: hostPages.lobby },
    ],
  })
}
