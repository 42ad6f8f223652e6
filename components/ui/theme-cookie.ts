/** Read by the root layout on the server, written by the theme switch in the browser. */
export const themeCookie = 'sallyport-theme';
