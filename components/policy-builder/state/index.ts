/** The builder's state: one store a mounted builder. */
export {
  BuilderProvider,
  useActions,
  useBuilder,
  useBuilderStore,
  useDerived,
  useIsTyped,
  useView,
} from './context';
export { type BuilderStore, createBuilder } from './create';
export { focusField } from './focus-field';
export type {
  Actions,
  BuilderState,
  Chosen,
  DrawerTab,
  Given,
  InspectorTab,
  OpenDialog,
  View,
} from './state';
export { useAnswer } from './use-answer';
