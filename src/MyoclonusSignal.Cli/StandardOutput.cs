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

    private sealed class Writing(Stream inner) : PassingStream
    {
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
