namespace MyoclonusSignal.Detection;

/// <summary>A first-in, first-out queue of bursts that allocates only when more wait than ever before.</summary>
internal sealed class BurstQueue
{
    private Burst[] _bursts = new Burst[16];
    private int _first;
    private int _count;

    public void Add(in Burst burst)
    {
        if (_count == _bursts.Length)
        {
            Burst[] larger = new Burst[_bursts.Length * 2];
            for (int i = 0; i < _count; i++)
            {
                larger[i] = _bursts[(_first + i) % _bursts.Length];
            }

            _bursts = larger;
            _first = 0;
        }

        _bursts[(_first + _count++) % _bursts.Length] = burst;
    }

    public bool TryTake(out Burst burst)
    {
        if (_count == 0)
        {
            burst = default;
            return false;
        }

        burst = _bursts[_first];
        _first = (_first + 1) % _bursts.Length;
        _count--;
        return true;
    }

    public void Clear() => _count = 0;
}
