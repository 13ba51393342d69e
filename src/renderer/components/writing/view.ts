import type { Result } from '@host'
import type { ReactNode } from 'react'
import type { TemplateField } from '@/core/domain/templates'
import type { QueryResult } from '@/core/workspace-types'
import type { WritingApp } from './use-session'

type AnyPaper = NonNullable<QueryResult<'bids.one'>>

/** What a bid's page and a plan's page both know, as the writing components need it. */
export type PaperView = Pick<
  AnyPaper,
  'id' | 'title' | 'templateId' | 'frozen' | 'answers' | 'texts' | 'facts' | 'fieldStates' | 'progress'
>

export type AnswerValue = AnyPaper['answers'][string]
export type Fact = AnyPaper['facts'][number]

interface SectionMarks {
  readonly done?: boolean
  readonly comment?: string | null
}

/** What the writing components may do; the feature runs the commands and shows errors. */
export interface PaperActions {
  /** `saw`: what stood there when they began to type. */
  readonly answer: (key: string, value: AnswerValue, saw?: AnswerValue) => Promise<Result<unknown>>
  /** `saw`: what stood there when they began. */
  readonly section: (sectionId: string, patch: SectionMarks, saw: SectionMarks) => Promise<Result<unknown>>
  /** Goes to a screen. */
  readonly go: (to: string, options?: { readonly replace?: boolean }) => void
}

/** Which Word file: the one to show or the private one, with a table of lengths or without. */
export interface WordOptions {
  readonly private?: boolean
  readonly wordCounts?: boolean
}

export interface PaperParts {
  readonly view: PaperView
  readonly actions: PaperActions
  readonly app: WritingApp
  /** Draws the fields that only one kind of paper has: budgets, priorities, years, awards. */
  readonly special: (field: TemplateField) => ReactNode
}
