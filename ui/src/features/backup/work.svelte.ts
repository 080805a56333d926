import { type BackupProgress, commands, progressLine, type Refusal, refusal } from '../../boundary'

/** Long work on backups: how far it is, how it ended, and a way to stop it. */
export class BackupWork {
  /** "Backing up", while it runs. */
  text = $state<string>()
  share = $state<number>()
  trouble = $state.raw<Refusal>()

  get busy(): boolean {
    return this.text !== undefined
  }

  /** What the work gave; nothing if it failed or was stopped. */
  async run<T>(
    text: string,
    work: (line: ReturnType<typeof progressLine>) => Promise<T>,
  ): Promise<T | undefined> {
    if (this.busy) return undefined
    this.text = text
    this.trouble = undefined
    this.share = undefined
    try {
      return await work(progressLine((progress) => this.#hear(progress)))
    } catch (error) {
      const trouble = refusal(error)
      if (trouble.message !== 'Stopped.') this.trouble = trouble
      return undefined
    } finally {
      this.text = undefined
    }
  }

  stop(): void {
    void commands.stopBackup()
  }

  #hear({ done, total }: BackupProgress): void {
    this.share = total > 0 ? done / total : undefined
  }
}
