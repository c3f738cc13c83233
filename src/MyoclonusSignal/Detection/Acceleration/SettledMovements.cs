namespace MyoclonusSignal.Detection;

/// <summary>What was found in movement and waits to be given, in the order in which it was found.</summary>
internal sealed class SettledMovements
{
    private readonly Queue<SettledMovement> _queue = new();

    /// <summary>Gets the sample at which the next one settles, or the largest number.</summary>
    public long FirstSample => _queue.TryPeek(out SettledMovement next) ? next.SettledSample : long.MaxValue;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _queue.Clear();

    /// <summary>Adds one.</summary>
    public void Add(in SettledMovement found) => _queue.Enqueue(found);

    /// <summary>Gives the next one.</summary>
    public bool TryTake(out Burst burst)
    {
        bool isLeft = _queue.TryDequeue(out SettledMovement next);
        burst = next.Burst;
        return isLeft;
    }

    /// <summary>Removes what overlaps a burst that was found as at rest.</summary>
    /// <param name="burst">The burst that was found as at rest.</param>
    /// <param name="isJerk">Whether that is a jerk; else only jolts are removed.</param>
    /// <returns>Whether there was any jerk.</returns>
    public bool TryWithdraw(in Burst burst, bool isJerk)
    {
        bool hasAny = false;
        for (int left = _queue.Count; left > 0; left--)
        {
            SettledMovement entry = _queue.Dequeue();
            if ((isJerk || entry.IsJolt) && entry.Burst.Start < burst.End && burst.Start < entry.Burst.End)
            {
                hasAny |= entry.Burst.Rejection == BurstRejection.None;
            }
            else
            {
                _queue.Enqueue(entry);
            }
        }

        return hasAny;
    }

    /// <summary>Returns true if something that is no jolt overlaps a burst that was found as at rest, but begins more than so many samples beside it.</summary>
    public bool HasElsewhere(in Burst burst, double samples)
    {
        foreach ((Burst found, _, bool isJolt) in _queue)
        {
            if (!isJolt && found.Start < burst.End && burst.Start < found.End && Math.Abs(burst.Start - found.Start) > samples)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What was found in movement.</summary>
/// <param name="Burst">The burst.</param>
/// <param name="SettledSample">The sample at which it settles.</param>
/// <param name="IsJolt">Whether any burst that was found as at rest takes its place: the limb rests there but for jolts, or a tremor hides it.</param>
internal readonly record struct SettledMovement(Burst Burst, long SettledSample, bool IsJolt);
