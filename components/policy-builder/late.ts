/** What is fetched after the page itself, in one piece: apart, each part would bring along what it shares with the others. */
export { Dialogs } from './dialogs';
export { Changes } from './drawer/changes';
export { Sheets } from './sheets';
