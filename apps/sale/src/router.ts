import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/productsSale', name: 'sale', component: () => import('./sale/SalePage.vue') },
    { path: '/sync', name: 'sync', component: () => import('./sync/SyncPage.vue') },
    { path: '/tickets/:id?', name: 'tickets', component: () => import('./tickets/TicketsPage.vue') },
    { path: '/:anything(.*)*', redirect: { name: 'sale' } },
  ],
})
