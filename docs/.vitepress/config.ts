import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const guides = {
  'Write a bot': 'bots',
  'OAuth and tokens': 'oauth',
  Files: 'files',
  'Cards and forms': 'cards',
  Webhooks: 'webhooks',
  'Rate limits and faults': 'rate-limits',
  'Test with the emulator': 'testing',
  'Migrate from webexteamssdk': 'from-webexteamssdk',
  'Migrate from the webex package': 'from-webex',
};

export default defineConfig({
  title: 'wxt',
  description: 'The Webex SDK for TypeScript: one small package per resource, or all of them at once.',
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: '/icon.svg' }]],
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Quickstart', link: '/quickstart' },
      { text: 'Guides', link: '/guides/bots' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
      { text: 'Quickstart', link: '/quickstart' },
      {
        text: 'Guides',
        items: Object.entries(guides).map(([text, name]) => ({ text, link: `/guides/${name}` })),
      },
      {
        text: 'API',
        collapsed: true,
        items: JSON.parse(readFileSync(new URL('../api/typedoc-sidebar.json', import.meta.url), 'utf8')),
      },
    ],
    outline: [2, 3],
  },
});
