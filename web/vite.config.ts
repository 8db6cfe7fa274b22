import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Weir's own server answers `/watch/live/NAME` with watch.html; Vite's servers learn it here. */
function watchAddresses(): Plugin {
  const rewrite = (request: { url?: string | undefined }, _: unknown, next: () => void) => {
    if (request.url?.startsWith('/watch/live/')) request.url = '/watch.html';
    next();
  };
  return {
    name: 'watch-addresses',
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  };
}

/** A running Weir behind `npm run dev` and `npm run preview`. */
const proxy = Object.fromEntries(
  ['/api', '/live'].map((path) => [path, process.env.WEIR_URL ?? 'http://127.0.0.1:8080']),
);

export default defineConfig({
  plugins: [watchAddresses()],
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
      input: [page('index.html'), page('watch.html'), page('404.html')],
      // A busy machine is no news.
      checks: { pluginTimings: false },
    },
  },
  optimizeDeps: { include: ['hls.js', 'shaka-player/dist/shaka-player.dash-es2021.js'] },
  server: { proxy },
  preview: { proxy },
});
