/** Any JSON value. Objects may have own keys such as `__proto__`: read them with Object.hasOwn. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };
