using System.Runtime.InteropServices;

namespace MyoclonusSignal.Cli;

/// <summary>
/// The signals that end a command: Ctrl-C, a request to end, a terminal that is gone. The first one stops the work, so that nothing
/// is left half-written; a second one, or work that does not stop, ends the process.
/// </summary>
internal sealed class EndingSignals : IDisposable
{
    // Results are written whole within a fraction of this.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile int _exitCode = ExitCodes.Interrupted;

    public EndingSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, ExitCodes.Terminated)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => OnSignal(context, ExitCodes.HungUp)),
    ];

    /// <summary>Gets what is cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Gets the exit code of a command that was stopped.</summary>
    public int ExitCode => _exitCode;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context, int exitCode)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        if (context.Cancel)
        {
            _exitCode = exitCode;
            _stop.Cancel();
            _ = EndAsync(exitCode);
        }
    }

    /// <summary>Ends the process where the work does not: a read from a pipe that nobody writes to cannot be cancelled.</summary>
    private static async Task EndAsync(int exitCode)
    {
        await Task.Delay(GracePeriod).ConfigureAwait(false);
        ErrorReport.Write(new OperationCanceledException(), Console.Error, false);
        Environment.Exit(exitCode);
    }
}
