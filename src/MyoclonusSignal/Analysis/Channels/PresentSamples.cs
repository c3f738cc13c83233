using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>Tells which samples of a channel are there: those of which no axis is missing.</summary>
internal static class PresentSamples
{
    /// <summary>Gives how many samples from a place on are there.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="signals">Which signals of the block are the channel's.</param>
    /// <param name="start">The place.</param>
    /// <param name="end">Where to stop looking.</param>
    public static int Run(SampleBlock block, IReadOnlyList<int> signals, int start, int end)
    {
        int run = end - start;
        for (int axis = 0; axis < signals.Count; axis++)
        {
            ReadOnlySpan<double> samples = block[signals[axis]].Slice(start, run);
            for (int i = 0; i < samples.Length; i++)
            {
                if (!MissingSample.IsPresent(samples[i]))
                {
                    run = i;
                    break;
                }
            }
        }

        return run;
    }

    /// <summary>Gives how many samples from one that is missing on are missing.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="signals">Which signals of the block are the channel's.</param>
    /// <param name="start">The place of the first.</param>
    /// <param name="end">Where to stop looking.</param>
    public static int MissingRun(SampleBlock block, IReadOnlyList<int> signals, int start, int end)
    {
        int run = 1;
        while (start + run < end && Run(block, signals, start + run, start + run + 1) == 0)
        {
            run++;
        }

        return run;
    }
}
