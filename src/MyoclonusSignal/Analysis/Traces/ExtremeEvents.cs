namespace MyoclonusSignal.Analysis.Traces;

/// <summary>The few events that lie furthest out in one respect, as a stream.</summary>
internal sealed class ExtremeEvents(int most)
{
    private readonly List<(double Key, double Seconds)> _kept = [];

    /// <summary>Takes in an event.</summary>
    /// <param name="key">How far out it lies: the smaller, the further; NaN is left out.</param>
    /// <param name="seconds">When.</param>
    public void Add(double key, double seconds)
    {
        if (double.IsNaN(key) || (_kept.Count == most && key >= _kept[^1].Key))
        {
            return;
        }

        int at = _kept.FindIndex(one => key < one.Key);
        _kept.Insert(at < 0 ? _kept.Count : at, (key, seconds));
        if (_kept.Count > most)
        {
            _kept.RemoveAt(most);
        }
    }

    /// <summary>Returns true if one of them lies in [start, end).</summary>
    public bool IsIn(double startSeconds, double endSeconds)
    {
        foreach ((_, double seconds) in _kept)
        {
            if (seconds >= startSeconds && seconds < endSeconds)
            {
                return true;
            }
        }

        return false;
    }
}
