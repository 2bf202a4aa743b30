"""The window: panels, reader and dialogs over the workspace."""
