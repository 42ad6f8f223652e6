'use server';

import type { ConfigurationEntry } from '@/components/servers/shapes';
import { action } from '@/lib/action';
import { ReadConfiguration, RegisterFromConfiguration } from '@/lib/catalogue';
import { AppError } from '@/lib/errors';

export const readConfigurationAction = action(ReadConfiguration, async (): Promise<ConfigurationEntry[]> => {
  throw new AppError('unavailable', 'pending');
});
export const registerFromConfigurationAction = action(
  RegisterFromConfiguration,
  async (): Promise<{ serverId: string; name: string }[]> => {
    throw new AppError('unavailable', 'pending');
  },
);
