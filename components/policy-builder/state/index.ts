/** The builder's state: one store a mounted builder. */
export { BuilderProvider, useActions, useBuilder, useBuilderStore, useDerived } from './context';
export { type BuilderStore, createBuilder } from './create';
export { focusField } from './focus-field';
export type {
  Actions,
  BuilderState,
  Chosen,
  Given,
  InspectorTab,
  OpenDialog,
  RenameResult,
  View,
} from './state';
