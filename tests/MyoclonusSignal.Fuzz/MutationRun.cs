using System.Diagnostics;
using System.Globalization;
using MyoclonusSignal.Cli;

namespace MyoclonusSignal.Fuzz;

/// <summary>Gives mutated inputs to one target and counts how they end.</summary>
internal sealed class MutationRun(FuzzTarget target)
{
    // Far more than any input of at most 64 KB takes, also on a busy machine.
    private const double MostSeconds = 10;
    private const long MostAllocated = 1L << 30;

    private readonly SortedDictionary<string, (int Count, byte[] First, string Text)> _faults = new(StringComparer.Ordinal);

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; private set; }

    /// <summary>Gets the number of inputs that gave a result.</summary>
    public int Results { get; private set; }

    /// <summary>Gets the number of inputs that were refused by an error of a documented exit code.</summary>
    public int Refused { get; private set; }

    /// <summary>Gets the longest time of one input in seconds.</summary>
    public double SlowestSeconds { get; private set; }

    /// <summary>Gets everything else by its kind, with the first input that showed it.</summary>
    public IReadOnlyDictionary<string, (int Count, byte[] First, string Text)> Faults => _faults;

    /// <summary>Runs inputs, as many as are asked for or fit into a time.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="seed">The same seed gives the same inputs.</param>
    /// <param name="time">When to stop.</param>
    public void Run(int inputs, int seed, TimeSpan time)
    {
        Mutator mutator = new(seed);
        Stopwatch elapsed = Stopwatch.StartNew();
        for (int i = 0; i < inputs && elapsed.Elapsed < time; i++)
        {
            Read(mutator.Next(target.Seeds));
        }
    }

    /// <summary>Gives one input to the target.</summary>
    public void Read(byte[] input)
    {
        Inputs++;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        try
        {
            target.Read(input);
            Results++;
        }
        catch (Exception error) when (ErrorReport.CodeOf(error) != ExitCodes.Failure)
        {
            // The message is written as well: it quotes what was found.
            ErrorReport.Write(error, TextWriter.Null, withStackTrace: false);
            Refused++;
        }
        catch (Exception error)
        {
            Add(KindOf(error), input, error.ToString());
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        SlowestSeconds = Math.Max(SlowestSeconds, seconds);
        if (seconds > MostSeconds)
        {
            Add("slow", input, string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s"));
        }

        allocated = GC.GetTotalAllocatedBytes() - allocated;
        if (allocated > MostAllocated)
        {
            Add("memory", input, string.Create(CultureInfo.InvariantCulture, $"{allocated >> 20} MB"));
        }
    }

    private void Add(string kind, byte[] input, string text)
    {
        (int count, byte[] first, string before) = _faults.GetValueOrDefault(kind, (0, input, text));

        // The shortest input shows best what is wrong.
        _faults[kind] = input.Length < first.Length ? (count + 1, input, text) : (count + 1, first, before);
    }

    /// <summary>The exception and the method of this project that it came out of: one fault, however many inputs show it.</summary>
    private static string KindOf(Exception error)
    {
        StackFrame? own = new StackTrace(error).GetFrames().FirstOrDefault(frame =>
            frame.GetMethod()?.DeclaringType?.Namespace?.StartsWith(nameof(MyoclonusSignal), StringComparison.Ordinal) == true);
        return $"{error.GetType().Name} in {own?.GetMethod()?.DeclaringType?.Name}.{own?.GetMethod()?.Name}";
    }
}
