import { defineConfig } from 'tsdown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

export default defineConfig({
  entry: {
    cli: 'src/cli.ts',
    index: 'src/index.ts',
    redocly: 'src/redocly.ts',
    spectral: 'src/spectral.ts',
    vite: 'src/vite.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  clean: true,
  plugins: [thirdPartyLicenses('THIRD_PARTY_LICENSES.md')],
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
