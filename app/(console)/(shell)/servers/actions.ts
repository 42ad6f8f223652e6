'use server';

import { sessionIdOf } from '@/lib/accounts';
import { action } from '@/lib/action';
import {
  ConfirmReview,
  Connect,
  confirmReview,
  connectServer,
  deleteServer,
  discardDraft,
  disconnectServer,
  EditServer,
  editServer,
  getTool,
  OfServer,
  OfTool,
  RegisterByCommand,
  RegisterByUrl,
  RegisterFromConfiguration,
  RegisterFromListing,
  RegisterSample,
  ReplaceListing,
  registerByCommand,
  registerByUrl,
  registerFromConfiguration,
  registerFromListing,
  registerSample,
  replaceListing,
  SetToolClass,
  setToolClass,
} from '@/lib/catalogue';
import { CreatePolicy, createPolicy } from '@/lib/control';
import { oauthAddresses, outside } from '@/lib/wiring';
import { createdOrRefused } from './created';

export const registerByUrlAction = action(RegisterByUrl, async (actor, input) => {
  const { id } = await registerByUrl(actor, input);
  return [{ serverId: id, name: new URL(input.url).hostname }];
});

export const registerByCommandAction = action(RegisterByCommand, async (actor, input) => {
  const { id } = await registerByCommand(actor, input, outside());
  return [{ serverId: id, name: input.command }];
});

export const registerFromConfigurationAction = action(RegisterFromConfiguration, async (actor, input) => {
  const { registered, refused } = await registerFromConfiguration(actor, input, outside());
  return { registered: registered.map(({ id, name }) => ({ serverId: id, name })), refused };
});

export const registerFromListingAction = action(RegisterFromListing, async (actor, input) => {
  const { id } = await registerFromListing(actor, input);
  return [{ serverId: id, name: input.name ?? 'The pasted list', complete: true }];
});

export const registerSampleAction = action(RegisterSample, async (actor, input) => {
  const { id } = await registerSample(actor, input);
  return [{ serverId: id, name: input.sample }];
});

export const editServerAction = action(EditServer, async (actor, input) => {
  await editServer(actor, input, outside());
  return null;
});

export const deleteServerAction = action(OfServer, async (actor, input) => {
  await deleteServer(actor, input, outside());
  return null;
});

export const discardDraftAction = action(OfServer, async (actor, input) => {
  await discardDraft(actor, input, outside());
  return null;
});

export const connectServerAction = action(Connect, async (actor, input, asker) => {
  const here = { ...oauthAddresses(asker.headers), sessionId: await sessionIdOf(asker) };
  return connectServer(actor, input, outside(), here);
});

export const disconnectServerAction = action(OfServer, async (actor, input) => {
  await disconnectServer(actor, input, outside());
  return null;
});

export const replaceListingAction = action(ReplaceListing, async (actor, input) => {
  await replaceListing(actor, input);
  return null;
});

export const getToolAction = action(OfTool, getTool);

export const setToolClassAction = action(SetToolClass, async (actor, input) => {
  await setToolClass(actor, input);
  return null;
});

export const confirmReviewAction = action(ConfirmReview, confirmReview);

export const confirmAndBuildAction = action(ConfirmReview, async (actor, input) => {
  await confirmReview(actor, input);
  return createdOrRefused(await createPolicy(actor, { serverId: input.serverId, start: 'recommended' }));
});

export const createPolicyAction = action(CreatePolicy, async (actor, input) =>
  createdOrRefused(await createPolicy(actor, input)),
);
