/** The ways to register that are not by URL, in one piece: they share most of their fields. */
export { CommandForm } from './command-form';
export { ConfigurationForm } from './configuration-form';
export { ListingForm } from './listing-form';
