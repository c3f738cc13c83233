namespace MyoclonusSignal.Sleep;

/// <summary>A hypnogram without overlaps: at every time one stage, that of the entry that began last.</summary>
internal static class StageTimeline
{
    /// <summary>Cuts sorted entries so that none overlaps another.</summary>
    /// <param name="epochs">The entries, sorted by onset.</param>
    public static IReadOnlyList<SleepEpoch> Flatten(IReadOnlyList<SleepEpoch> epochs)
    {
        List<SleepEpoch> timeline = new(epochs.Count);
        Stack<SleepEpoch> open = new();
        double cursor = double.NegativeInfinity;
        foreach (SleepEpoch epoch in epochs)
        {
            cursor = Advance(timeline, open, cursor, epoch.OnsetSeconds);
            open.Push(epoch);
        }

        Advance(timeline, open, cursor, double.PositiveInfinity);
        return timeline;
    }

    /// <summary>Gives the stage at a time of a timeline without overlaps; unscored where it has none.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="seconds">The time in seconds.</param>
    public static SleepStage At(IReadOnlyList<SleepEpoch> timeline, double seconds)
    {
        int low = 0;
        int high = timeline.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = timeline[middle].EndSeconds <= seconds ? (middle + 1, high) : (low, middle);
        }

        return low < timeline.Count && timeline[low].OnsetSeconds <= seconds ? timeline[low].Stage : SleepStage.Unscored;
    }

    /// <summary>Writes what lies between the cursor and a time: the entry that began last first, then those it had covered.</summary>
    private static double Advance(List<SleepEpoch> timeline, Stack<SleepEpoch> open, double cursor, double until)
    {
        while (cursor < until && open.TryPeek(out SleepEpoch top))
        {
            double start = Math.Max(cursor, top.OnsetSeconds);
            double end = Math.Min(top.EndSeconds, until);
            if (end > start)
            {
                timeline.Add(new SleepEpoch(start, end - start, top.Stage));
                cursor = end;
            }

            if (top.EndSeconds <= until)
            {
                open.Pop();
            }
            else
            {
                break;
            }
        }

        return double.IsPositiveInfinity(until) ? cursor : until;
    }
}

/// <summary>A stretch of one sleep stage.</summary>
/// <param name="OnsetSeconds">Its start in seconds from the recording's first sample.</param>
/// <param name="DurationSeconds">Its length in seconds.</param>
/// <param name="Stage">The stage.</param>
public readonly record struct SleepEpoch(double OnsetSeconds, double DurationSeconds, SleepStage Stage)
{
    /// <summary>Gets its end in seconds.</summary>
    public double EndSeconds => OnsetSeconds + DurationSeconds;
}
