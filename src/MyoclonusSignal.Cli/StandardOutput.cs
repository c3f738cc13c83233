using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Cli;

/// <summary>Standard output: where it cannot be written to, closed or full as it may be, that is what the user is told.</summary>
internal static class StandardOutput
{
    /// <summary>Opens it for bytes.</summary>
    public static Stream Open() => new Writing(Console.OpenStandardOutput());

    /// <summary>Returns true for what a stream throws that takes nothing.</summary>
    public static bool IsRefused(Exception error) => error is IOException or UnauthorizedAccessException or ObjectDisposedException;

    /// <summary>Gives the error for the user.</summary>
    public static CliException Refused(Exception error) => new(
        ExitCodes.InputOutput,
        $"standard output: cannot be written to ({error.Message.TrimEnd('.')})",
        "The files that were to be written are complete where the line \"wrote\" or a manifest says so.",
        innerException: error);

    private sealed class Writing(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (Exception error) when (IsRefused(error))
            {
                throw Refused(error);
            }
        }

        public override void Flush()
        {
            try
            {
                inner.Flush();
            }
            catch (Exception error) when (IsRefused(error))
            {
                throw Refused(error);
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>
/// Standard output or error as text: each line that is written as one is shown as one. What standard error does not take is lost, as
/// there is nobody to tell.
/// </summary>
/// <param name="inner">The stream's own writer.</param>
/// <param name="isError">Whether it is standard error.</param>
internal sealed class VisibleLineWriter(TextWriter inner, bool isError) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(VisibleText.Of(value ?? string.Empty)));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (StandardOutput.IsRefused(error))
        {
            if (!isError)
            {
                throw StandardOutput.Refused(error);
            }
        }
    }
}
