import { simulate } from './run'

// Every other seed; the rest are in the other file, which runs on another core.
simulate(1, 2)
