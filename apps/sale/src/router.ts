// Every page is in the first bundle: a chunk that was never fetched cannot be once the server is dead.
import { createRouter, createWebHistory } from 'vue-router'
import ReadyPage from './ready/ReadyPage.vue'
import ShiftPage from './shift/ShiftPage.vue'
import SyncPage from './sync/SyncPage.vue'
import SellingTab from './tabs/SellingTab.vue'
import TicketsPage from './tickets/TicketsPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/productsSale', name: 'sale', component: SellingTab },
    { path: '/sync', name: 'sync', component: SyncPage },
    { path: '/tickets/:id?', name: 'tickets', component: TicketsPage },
    { path: '/ready', name: 'ready', component: ReadyPage },
    { path: '/shift/:id?', name: 'shift', component: ShiftPage },
    { path: '/:anything(.*)*', redirect: { name: 'sale' } },
  ],
})
