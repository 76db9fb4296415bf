declare namespace App {
  interface Locals {
    hub: import('./collector/app/hub.ts').Hub;
    /** Absent on the pages that everybody may open. */
    ctx: import('./collector/context.ts').Ctx;
    requestId: string;
  }
}
