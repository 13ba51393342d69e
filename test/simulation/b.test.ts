import { simulate } from './run'

// Half of the seeds; the rest are in the other file, which runs on another core.
simulate(1, 2)
