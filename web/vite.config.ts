import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const PAGES: ReadonlyArray<[address: RegExp, file: string]> = [
  [/^\/watch\/live\//, '/watch.html'],
  [/^\/watch\/vod\//, '/film.html'],
  [/^\/console(\?|$)/, '/console.html'],
];

/** Weir's own server knows the addresses of its pages; Vite's servers learn them here. */
function pageAddresses(): Plugin {
  const rewrite = (request: { url?: string | undefined }, _: unknown, next: () => void) => {
    const known = PAGES.find(([address]) => address.test(request.url ?? ''));
    if (known) request.url = known[1];
    next();
  };
  return {
    name: 'page-addresses',
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  };
}

/** A running Weir behind `npm run dev` and `npm run preview`. */
const proxy = Object.fromEntries(
  ['/api', '/live', '/vod'].map((path) => [path, process.env.WEIR_URL ?? 'http://127.0.0.1:8080']),
);

export default defineConfig({
  plugins: [pageAddresses()],
  appType: 'mpa',
  build: {
    target: 'es2022',
    outDir: 'target/classes/web',
    emptyOutDir: true,
    // A strict Content-Security-Policy: nothing inline, not even small images.
    assetsInlineLimit: 0,
    // The players are big, and loaded only when chosen.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: ['index.html', 'watch.html', 'film.html', 'console.html', '404.html'].map(page),
      // A busy machine is no news.
      checks: { pluginTimings: false },
    },
  },
  optimizeDeps: { include: ['hls.js', 'shaka-player/dist/shaka-player.dash-es2021.js'] },
  server: { proxy },
  preview: { proxy },
});
