import { testZod } from './zod-suite.ts';

testZod();
