import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import Leads from './Leads.vue';

createApp(Leads)
  .use(VueQueryPlugin)
  .mount(document.body.appendChild(document.createElement('main')));
