export { showFamilyPage } from './family-page.ts';
export { type DemoOptions, openDemo } from './open-demo.ts';
