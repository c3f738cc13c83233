using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MyoclonusSignal.Cli;

/// <summary>
/// Files of one result, published as a set. Each is written under a name that nobody else has, and flushed to the disk. Then what
/// claims that the set is complete, its last file, is removed; the others are moved into place; the last file is moved there last.
/// Whoever reads finds the old set, the new set, or none that claims to be complete, whenever the process is killed.
/// </summary>
/// <remarks>One writer at a time: a lock for each set is held from <see cref="Prepare"/> on, and ends with the process.</remarks>
internal sealed class OutputFolder : IDisposable
{
    // Of the file systems of today, of all three systems.
    private const int LongestName = 255;

    private readonly string _folder;
    private readonly bool _overwrite;
    private readonly IFileSteps _steps;
    private readonly CancellationToken _cancellation;
    private readonly List<SetLock> _locks = [];
    private readonly List<string> _made = [];
    private bool _isWatching;

    /// <summary>Initializes a new instance of the <see cref="OutputFolder"/> class.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether files that are there are replaced.</param>
    /// <param name="cancellation">Ends the writing of a file; nothing of the set is left then.</param>
    public OutputFolder(string folder, bool overwrite, CancellationToken cancellation = default)
    {
        _folder = folder;
        _overwrite = overwrite;
        _cancellation = cancellation;
        _steps = FileSteps.Current;
    }

    /// <summary>
    /// Creates the folder, keeps others from writing the same sets, and refuses to go on where a result would be overwritten;
    /// before any work is done.
    /// </summary>
    /// <param name="sets">The names of the sets: one writer has each of them, until it ends or lets go of it.</param>
    /// <param name="names">The files that will be written.</param>
    /// <param name="inputs">The files that are read, none of which may be one of them.</param>
    /// <exception cref="CliException">A file would be replaced that must not be, the folder refuses files, or another process writes a set.</exception>
    public void Prepare(IEnumerable<string> sets, IEnumerable<string> names, IEnumerable<string>? inputs = null)
    {
        string[] wanted = [.. names];
        if (Array.Find(wanted, name => Encoding.UTF8.GetByteCount(name) > LongestName) is string longName)
        {
            throw new CliException(
                ExitCodes.CannotCreate,
                string.Create(CultureInfo.InvariantCulture, $"{longName}: expected a name of at most {LongestName} bytes, found one of {Encoding.UTF8.GetByteCount(longName)}"),
                remedy: "give the recording a shorter name");
        }

        ThrowIfInput(wanted, inputs ?? []);
        try
        {
            foreach (string set in sets)
            {
                Lock(set);
            }

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

    /// <summary>Takes the folders away again that were made for results and got none.</summary>
    public void RemoveIfUnused()
    {
        Dispose();
        foreach (string made in _made.AsEnumerable().Reverse())
        {
            try
            {
                // Refuses where another has put something into it.
                Directory.Delete(made);
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    /// <summary>Lets go of the locks.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }

    /// <summary>
    /// Writes all files, then moves them into place, the last one last. What the set before had and this one has not is deleted, as far
    /// as it is as that set's writer wrote it.
    /// </summary>
    /// <param name="set">The name of the set, one of those prepared.</param>
    /// <param name="files">The files, by their names in the folder, in the order in which they are written; each is asked for when the one before is written.</param>
    /// <param name="claim">Makes of what was written a further file, which then is the last; <see langword="null"/> for none.</param>
    /// <param name="replacesClaim">Whether the claim is replaced where the other files are not: they join a set.</param>
    /// <returns>What was written.</returns>
    public IReadOnlyList<WrittenFile> Write(
        string set,
        IEnumerable<(string Name, Action<Stream> Write)> files,
        Func<IReadOnlyList<WrittenFile>, (string Name, Action<Stream> Write)>? claim = null,
        bool replacesClaim = false)
    {
        List<WrittenFile> written = [];
        IReadOnlyList<string> gone = [];
        using PartialFiles partials = new(_folder, set, _steps);
        try
        {
            foreach ((string name, Action<Stream> write) in files)
            {
                ThrowIfThere([name]);
                written.Add(WritePartial(name, write, partials));
            }

            if (claim is not null)
            {
                (string name, Action<Stream> write) = claim(written);
                if (!replacesClaim)
                {
                    ThrowIfThere([name]);
                }

                // Beside new files it would be taken for theirs.
                gone = replacesClaim ? [] : ResultManifest.Read(Path.Combine(_folder, name))?.NoLongerIn(written, _folder) ?? [];
                written.Add(WritePartial(name, write, partials));
            }

            partials.Publish(gone, _overwrite, _overwrite || replacesClaim);
            return written;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.InputOutput, $"{_folder}: {error.Message}", innerException: error);
        }
    }

    private WrittenFile WritePartial(string name, Action<Stream> write, PartialFiles partials)
    {
        using Stream stream = partials.Create(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using CountingStream counted = new(stream, hash, _cancellation);
        write(counted);
        _cancellation.ThrowIfCancellationRequested();
        _steps.Flush(stream);
        return new WrittenFile(name, Convert.ToHexStringLower(hash.GetHashAndReset()), counted.Count);
    }

    private void OnProcessExit(object? sender, EventArgs e) => RemoveIfUnused();

    private void Lock(string set)
    {
        string path = Path.Combine(_folder, PartialFiles.BeginOf(set) + "lock");
        SetLock? held = null;
        bool isGone;
        do
        {
            CreateFolder();
            try
            {
                held = SetLock.TryTake(path);
                isGone = false;
            }
            catch (DirectoryNotFoundException) when (!Directory.Exists(_folder))
            {
                // Another recording of the same folder failed meanwhile and took the empty folder away.
                isGone = true;
            }
        }
        while (isGone);

        _locks.Add(held ?? throw new CliException(
            ExitCodes.TryAgain,
            $"{Path.Combine(_folder, set)}: another run is writing these results now",
            remedy: "wait until it has ended, or name another folder with -o DIR"));
        PartialFiles.DeleteLeft(_folder, set);
    }

    /// <summary>Creates the folder with those above it, and remembers which were not there.</summary>
    private void CreateFolder()
    {
        List<string> missing = [];
        for (string? folder = Path.GetFullPath(_folder); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Insert(0, folder);
        }

        Directory.CreateDirectory(_folder);
        _made.AddRange(missing.Except(_made));
        if (_made.Count > 0 && !_isWatching)
        {
            // Work that waits for its input is ended without unwinding.
            _isWatching = true;
            AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        }
    }

    private void ThrowIfInput(string[] names, IEnumerable<string> inputs)
    {
        HashSet<string> read = [.. inputs.Where(input => input != "-").Select(RealPath.Of)];
        foreach (string name in names)
        {
            string path = Path.Combine(_folder, name);
            if (read.Contains(RealPath.Of(path)))
            {
                throw new CliException(
                    ExitCodes.Usage, $"{path}: would be written and is read as well", "No file that is read is ever replaced.", "name another folder with -o DIR");
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
