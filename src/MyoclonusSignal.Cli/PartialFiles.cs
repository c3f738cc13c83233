using System.Security.Cryptography;
using System.Text;

namespace MyoclonusSignal.Cli;

/// <summary>
/// The files of a set while they are written, under names of their own: what is not published in the end is deleted, also where
/// a signal ends the process. What a killed process leaves behind, the next writer of the set deletes.
/// </summary>
internal sealed class PartialFiles : IDisposable
{
    private const string End = ".partial";

    private readonly string _folder;
    private readonly string _begin;
    private readonly IFileSteps _steps;
    private readonly List<(string Partial, string Target)> _files = [];
    private readonly Lock _changing = new();
    private bool _isEnding;

    /// <summary>Initializes a new instance of the <see cref="PartialFiles"/> class.</summary>
    /// <param name="folder">The folder of the set.</param>
    /// <param name="set">The name of the set.</param>
    /// <param name="steps">What touches the disk.</param>
    public PartialFiles(string folder, string set, IFileSteps steps)
    {
        _folder = folder;
        _begin = BeginOf(set);
        _steps = steps;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Gives how the names of a set's files begin while they are written. Short, so that a set may have a name as long as a file system allows; nobody else's files begin like this.</summary>
    public static string BeginOf(string set) => $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)).AsSpan(0, 6))}-";

    /// <summary>Deletes what a killed process left of a set; only for whoever has its lock.</summary>
    public static void DeleteLeft(string folder, string set)
    {
        foreach (string left in Directory.EnumerateFiles(folder, BeginOf(set) + "*" + End))
        {
            File.Delete(left);
        }
    }

    /// <summary>Creates a file that will have a name when it is published.</summary>
    public Stream Create(string name)
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isEnding, this);
            string partial = Path.Combine(_folder, _begin + Path.GetRandomFileName() + End);
            Stream stream = _steps.Create(partial);
            _files.Add((partial, Path.Combine(_folder, name)));
            return stream;
        }
    }

    /// <summary>Moves the files into place: where several are replaced, the last one, which is there only with all others, goes first and comes last.</summary>
    /// <param name="gone">Names of files of the set before that are deleted.</param>
    /// <param name="overwrite">Whether files that are there are replaced.</param>
    /// <param name="replacesLast">Whether the last one is.</param>
    public void Publish(IReadOnlyList<string> gone, bool overwrite, bool replacesLast)
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_isEnding, this);
            if (replacesLast && _files.Count > 1)
            {
                _steps.Delete(_files[^1].Target);
            }

            foreach (string name in gone)
            {
                _steps.Delete(Path.Combine(_folder, name));
            }

            while (_files is [(string partial, string target), ..])
            {
                _steps.Move(partial, target, overwrite || (replacesLast && _files.Count == 1));
                _files.RemoveAt(0);
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        lock (_changing)
        {
            DeleteAll();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        // Waits for a set that is being published: that takes a moment, and half of it would be the worst.
        lock (_changing)
        {
            _isEnding = true;
            DeleteAll();
        }
    }

    private void DeleteAll()
    {
        foreach ((string partial, _) in _files)
        {
            try
            {
                _steps.Delete(partial);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What went wrong before is what the user is told; the next writer of the set deletes the file.
            }
        }

        _files.Clear();
    }
}
