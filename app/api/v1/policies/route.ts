import { serve } from '@/app/api/v1/operation';
import { listPoliciesOperation, makePolicy } from '@/app/api/v1/operations/policies';

export const GET = serve(listPoliciesOperation);
export const POST = serve(makePolicy);
