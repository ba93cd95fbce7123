import type { Messages } from "./messages";
import type { Locale } from "./routing";

// Message keys and locales are checked by the compiler; Vietnamese is the reference.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
