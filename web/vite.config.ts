import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A running Weir behind `npm run dev` and `npm run preview`. */
const proxy = Object.fromEntries(
  ['/api', '/live'].map((path) => [path, process.env.WEIR_URL ?? 'http://127.0.0.1:8080']),
);

export default defineConfig({
  appType: 'mpa',
  build: {
    target: 'es2022',
    outDir: 'target/classes/web',
    emptyOutDir: true,
    // A strict Content-Security-Policy: nothing inline, not even small images.
    assetsInlineLimit: 0,
    rolldownOptions: { input: [page('index.html'), page('404.html')] },
  },
  server: { proxy },
  preview: { proxy },
});
