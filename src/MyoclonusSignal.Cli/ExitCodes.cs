namespace MyoclonusSignal.Cli;

/// <summary>The exit codes: the table of the BIDS execution specification, which are those of sysexits.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int InvalidBids = 16;
    public const int UnknownLevel = 17;
    public const int NothingMatched = 18;
    public const int Usage = 64;
    public const int BadData = 65;
    public const int NoInput = 66;
    public const int CannotCreate = 73;
    public const int InputOutput = 74;
    public const int TryAgain = 75;

    // 128 and the number of the signal, as a shell reports it.
    public const int HungUp = 129;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
