using System.Security.Cryptography;

namespace MyoclonusSignal.Cli;

/// <summary>
/// Only one process writes a set at a time. The lock is the operating system's, on an open file: it ends with the process however
/// that ends, and a file that a crash leaves behind locks nothing.
/// </summary>
internal sealed class SetLock : IDisposable
{
    // What the systems call a file that another has opened for itself alone.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    // Of a file without content: so many lengths tell one from another.
    private const int MostLength = 1 << 20;

    private readonly FileStream _file;
    private readonly string _path;

    private SetLock(FileStream file, string path)
    {
        _file = file;
        _path = path;

        // Ctrl-C ends a process that waits for its input without unwinding; nothing of it may stay in the folder.
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Takes the lock; <see langword="null"/> where another has it.</summary>
    public static SetLock? TryTake(string path)
    {
        while (Open(path) is FileStream file)
        {
            // Whoever had the lock before may have deleted the file between our opening and locking it, and another may hold a new
            // file of that name: ours is the one that has the length that we give it.
            file.SetLength(RandomNumberGenerator.GetInt32(1, MostLength));
            if (new FileInfo(path) is { Exists: true } named && named.Length == file.Length)
            {
                return new SetLock(file, path);
            }

            file.Dispose();
        }

        return null;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;

        // While it is still locked, so that nobody can have taken it meanwhile.
        File.Delete(_path);
        _file.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e) => Dispose();

    private static FileStream? Open(string path)
    {
        try
        {
            // A lock is never a link: what one leads to is not touched.
            if (new FileInfo(path).LinkTarget is not null)
            {
                File.Delete(path);
            }

            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is SharingViolation or WouldBlock or WouldBlockOnMac)
        {
            return null;
        }
    }
}
