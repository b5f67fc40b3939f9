import { accept } from '../../../domain/refusal.ts'
import type { HandlersOf, HostCommandOptions } from './handlers.ts'

type StorageCommand = 'listBackups' | 'makeBackup' | 'restoreBackup' | 'acknowledgeRecovery'

/** The file that holds the meetings, and the copies of it. */
export function storageCommands({ storage }: HostCommandOptions): HandlersOf<StorageCommand> {
  const backups = () => accept({ backups: storage.backups() })
  return {
    listBackups: backups,
    async makeBackup() {
      await storage.backUp('asked')
      return backups()
    },
    async restoreBackup({ backupId }) {
      const restored = await storage.restore(backupId)
      return restored.ok ? backups() : restored
    },
    acknowledgeRecovery() {
      storage.acknowledge()
      return accept({})
    },
  }
}
