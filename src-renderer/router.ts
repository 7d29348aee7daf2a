/** The pages and their addresses. Hash history: the same under every host. */
import { createRouter, createWebHashHistory } from 'vue-router'
import EvaluationsView from './views/EvaluationsView.vue'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'evaluations', component: EvaluationsView },
    { path: '/new', name: 'new', component: () => import('./views/NewEvaluationView.vue') },
    {
      path: '/evaluations/:evaluation',
      name: 'progress',
      component: () => import('./views/ProgressView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison',
      name: 'comparison',
      component: () => import('./views/ComparisonView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison/cases',
      name: 'cases',
      component: () => import('./views/CasesView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison/cases/:caseId',
      name: 'case',
      component: () => import('./views/CaseView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison/objects',
      name: 'objects',
      component: () => import('./views/GalleryView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison/criteria',
      name: 'criteria',
      component: () => import('./views/CriteriaView.vue'),
      props: true,
    },
    {
      path: '/comparisons/:comparison/reviews',
      name: 'reviews',
      component: () => import('./views/ReviewsView.vue'),
      props: true,
    },
    {
      path: '/reviews/:session',
      name: 'review',
      component: () => import('./views/ReviewView.vue'),
      props: true,
    },
    {
      path: '/datasets',
      name: 'datasets',
      component: () => import('./views/DatasetsView.vue'),
    },
    {
      path: '/datasets/:digest',
      name: 'dataset',
      component: () => import('./views/DatasetView.vue'),
      props: true,
    },
    { path: '/image', name: 'image', component: () => import('./views/ImageView.vue') },
    { path: '/settings', name: 'settings', component: () => import('./views/SettingsView.vue') },
    { path: '/selftest', name: 'selftest', component: () => import('./views/SelfTestView.vue') },
    { path: '/metrics', name: 'metrics', component: () => import('./views/MetricsView.vue') },
    { path: '/history', name: 'history', component: () => import('./views/HistoryView.vue') },
    {
      path: '/runs/:run',
      name: 'run',
      component: () => import('./views/RunView.vue'),
      props: true,
    },
    { path: '/tools', name: 'tools', component: () => import('./views/ToolsView.vue') },
    {
      path: '/tools/collection',
      name: 'collection',
      component: () => import('./views/CollectionView.vue'),
    },
    {
      path: '/tools/bare',
      name: 'bare-model',
      component: () => import('./views/BareModelView.vue'),
    },
    {
      path: '/tools/:digest',
      name: 'tool',
      component: () => import('./views/ToolView.vue'),
      props: true,
    },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./views/NotFoundView.vue'),
    },
  ],
})
