import { serve } from '@/app/api/v1/operation';
import { listPoliciesOperation, makePolicy } from '@/app/api/v1/operations/policies';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listPoliciesOperation, makePolicy);
