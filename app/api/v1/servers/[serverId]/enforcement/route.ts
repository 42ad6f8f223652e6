import { serve } from '@/app/api/v1/operation';
import { setServerEnforcement } from '@/app/api/v1/operations/servers';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(setServerEnforcement);
