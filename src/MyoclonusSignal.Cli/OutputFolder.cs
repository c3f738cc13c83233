namespace MyoclonusSignal.Cli;

/// <summary>
/// Files of one recording's results, written whole or not at all: each under a temporary name beside its target, all of
/// them moved into place at the end, none left behind after an error.
/// </summary>
internal sealed class OutputFolder
{
    private readonly string _folder;
    private readonly bool _overwrite;
    private bool _isNew;

    public OutputFolder(string folder, bool overwrite)
    {
        _folder = folder;
        _overwrite = overwrite;
    }

    /// <summary>Creates the folder and refuses to go on where a result would be overwritten; before any work is done.</summary>
    public void Prepare(IEnumerable<string> names)
    {
        try
        {
            _isNew = !Directory.Exists(_folder);
            Directory.CreateDirectory(_folder);

            // A folder can exist and still refuse files: the only test that holds everywhere is to write one.
            string probe = Path.Combine(_folder, "." + Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCodes.CannotCreate,
                $"{_folder}: cannot write into this folder ({error.Message.TrimEnd('.')})",
                remedy: "name another folder with -o DIR",
                innerException: error);
        }

        ThrowIfThere(names);
    }

    /// <summary>Takes a folder away again that was made for results and got none.</summary>
    public void RemoveIfUnused()
    {
        if (_isNew && Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            Directory.Delete(_folder);
        }
    }

    /// <summary>Writes all files, then moves them into place.</summary>
    public void Write(IReadOnlyList<(string Name, Action<Stream> Write)> files)
    {
        ThrowIfThere(files.Select(file => file.Name));
        List<(string Partial, string Target)> written = [];
        try
        {
            foreach ((string name, Action<Stream> write) in files)
            {
                string target = Path.Combine(_folder, name);
                string partial = target + ".partial";
                written.Add((partial, target));
                using FileStream stream = File.Create(partial);
                write(stream);
            }

            foreach ((string partial, string target) in written)
            {
                File.Move(partial, target, _overwrite);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.InputOutput, $"{_folder}: {error.Message}", innerException: error);
        }
        finally
        {
            foreach ((string partial, _) in written)
            {
                File.Delete(partial);
            }
        }
    }

    private void ThrowIfThere(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            if (Directory.Exists(path))
            {
                throw new CliException(ExitCodes.CannotCreate, $"{path}: is a folder", remedy: "name another folder with -o DIR");
            }

            if (!_overwrite && File.Exists(path))
            {
                throw new CliException(
                    ExitCodes.CannotCreate,
                    $"{path}: exists already",
                    remedy: "add --force to overwrite it, or name another folder with -o DIR");
            }
        }
    }
}
