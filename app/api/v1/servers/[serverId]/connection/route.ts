import { serve } from '@/app/api/v1/operation';
import { connectOperation, disconnectOperation, getConnection } from '@/app/api/v1/operations/connections';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  getConnection,
  connectOperation,
  disconnectOperation,
);
