using Microsoft.Win32.SafeHandles;

namespace MyoclonusSignal.Cli;

/// <summary>Standard output for lines that a consumer waits for: each is flushed at once, and a consumer that has gone is noticed.</summary>
internal static class LineOutput
{
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>Opens standard output without a buffer.</summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            // The console's own stream says nothing when the reader of a pipe has gone. A file is left to it: there two
            // streams would each write at a place of their own.
            FileStream pipe = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Returns true if writing failed because nobody reads any more.</summary>
    public static bool IsClosed(IOException error) => error.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData;
}
