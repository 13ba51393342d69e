import { simulate } from './run'

// A third of the seeds; the rest are in the other files, which run beside this one.
simulate(0, 3)
