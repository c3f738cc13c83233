using System.Security.Cryptography;

namespace MyoclonusSignal.Cli;

/// <summary>
/// Files of one result, published as a set. Each is written under a name that nobody else has, and flushed to the disk. Then what
/// claims that the set is complete, its last file, is removed; the others are moved into place; the last file is moved there last.
/// Whoever reads finds the old set, the new set, or none that claims to be complete, whenever the process is killed.
/// </summary>
/// <remarks>One writer at a time: a lock for each set is held from <see cref="Prepare"/> on, and ends with the process.</remarks>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _folder;
    private readonly bool _overwrite;
    private readonly IFileSteps _steps;
    private readonly List<SetLock> _locks = [];
    private bool _isNew;

    /// <summary>Initializes a new instance of the <see cref="OutputFolder"/> class.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether files that are there are replaced.</param>
    /// <param name="steps">What touches the disk; <see langword="null"/> for the disk itself.</param>
    public OutputFolder(string folder, bool overwrite, IFileSteps? steps = null)
    {
        _folder = folder;
        _overwrite = overwrite;
        _steps = steps ?? FileSteps.Disk;
    }

    /// <summary>Creates the folder and refuses to go on where a result would be overwritten; before any work is done.</summary>
    /// <param name="names">The files that will be written.</param>
    /// <param name="inputs">The files that are read, none of which may be one of them.</param>
    public void Prepare(IEnumerable<string> names, IEnumerable<string>? inputs = null)
    {
        string[] wanted = [.. names];
        ThrowIfInput(wanted, inputs ?? []);
        try
        {
            _isNew = !Directory.Exists(_folder);
            Directory.CreateDirectory(_folder);

            // A folder can exist and still refuse files: the only test that holds everywhere is to write one.
            string probe = Path.Combine(_folder, "." + Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
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

        ThrowIfThere(wanted);
    }

    /// <summary>Keeps others from writing a set of this name into the folder, until this process ends or lets go of it.</summary>
    /// <exception cref="CliException">Another process is writing it.</exception>
    public void Lock(string set)
    {
        _locks.Add(SetLock.TryTake(Path.Combine(_folder, $".{set}.lock")) ?? throw new CliException(
            ExitCodes.TryAgain,
            $"{Path.Combine(_folder, set)}: another run is writing these results now",
            remedy: "wait until it has ended, or name another folder with -o DIR"));
    }

    /// <summary>Takes a folder away again that was made for results and got none.</summary>
    public void RemoveIfUnused()
    {
        Dispose();
        if (_isNew && Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            Directory.Delete(_folder);
        }
    }

    /// <summary>Lets go of the locks.</summary>
    public void Dispose()
    {
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }

    /// <summary>Writes all files, then moves them into place, the last one last.</summary>
    /// <param name="files">The files, by their names in the folder; the last one is there only where all others are.</param>
    /// <param name="claim">Makes of what was written a further file, which then is the last; <see langword="null"/> for none.</param>
    /// <param name="replacesClaim">Whether the claim is replaced where the other files are not: they join a set.</param>
    /// <returns>What was written.</returns>
    public IReadOnlyList<WrittenFile> Write(
        IReadOnlyList<(string Name, Action<Stream> Write)> files,
        Func<IReadOnlyList<WrittenFile>, (string Name, Action<Stream> Write)>? claim = null,
        bool replacesClaim = false)
    {
        ThrowIfThere(files.Select(file => file.Name));
        List<(string Partial, string Target)> partials = [];
        List<WrittenFile> written = [];
        try
        {
            foreach ((string name, Action<Stream> write) in files)
            {
                written.Add(WritePartial(name, write, partials));
            }

            if (claim is not null)
            {
                (string name, Action<Stream> write) = claim(written);
                if (!replacesClaim)
                {
                    ThrowIfThere([name]);
                }

                written.Add(WritePartial(name, write, partials));
            }

            Publish(partials, _overwrite || replacesClaim);
            return written;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.InputOutput, $"{_folder}: {error.Message}", innerException: error);
        }
        finally
        {
            foreach ((string partial, _) in partials)
            {
                _steps.Delete(partial);
            }
        }
    }

    private WrittenFile WritePartial(string name, Action<Stream> write, List<(string Partial, string Target)> partials)
    {
        // Not longer than the name itself may be, whatever that is.
        string partial = Path.Combine(_folder, "." + Path.GetRandomFileName() + ".partial");
        using Stream stream = _steps.Create(partial);
        partials.Add((partial, Path.Combine(_folder, name)));
        using SHA256 hash = SHA256.Create();
        long length;
        using (CryptoStream hashed = new(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (CountingStream counted = new(hashed))
        {
            write(counted);
            length = counted.Count;
        }

        _steps.Flush(stream);
        return new WrittenFile(name, Convert.ToHexStringLower(hash.Hash!), length);
    }

    private void Publish(List<(string Partial, string Target)> partials, bool replacesLast)
    {
        if (replacesLast && partials.Count > 1)
        {
            _steps.Delete(partials[^1].Target);
        }

        foreach ((string partial, string target) in partials)
        {
            _steps.Move(partial, target, _overwrite);
        }
    }

    private void ThrowIfInput(string[] names, IEnumerable<string> inputs)
    {
        HashSet<string> read = [.. inputs.Where(input => input != "-").Select(RealPath)];
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            if (read.Contains(RealPath(path)))
            {
                throw new CliException(
                    ExitCodes.Usage, $"{path}: would be written and is read as well", "No file that is read is ever replaced.", "name another folder with -o DIR");
            }
        }
    }

    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;
        string real = Directory.Exists(folder) ? new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder : folder;
        string combined = Path.Combine(real, Path.GetFileName(full));
        return File.Exists(combined) ? new FileInfo(combined).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? combined : combined;
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

            if (!_overwrite && Path.Exists(path))
            {
                throw new CliException(
                    ExitCodes.CannotCreate,
                    $"{path}: exists already",
                    remedy: "add --force to overwrite it, or name another folder with -o DIR");
            }
        }
    }
}

/// <summary>A file of a set, as it was written.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as lower-case hexadecimal.</param>
/// <param name="Length">The number of its bytes.</param>
internal sealed record WrittenFile(string Name, string Sha256, long Length);
