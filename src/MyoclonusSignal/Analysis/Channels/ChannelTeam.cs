using System.Runtime.InteropServices;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// A few channels that take in a block together, so that filters of one design run side by side. Each channel gives what it would
/// give by itself.
/// </summary>
internal sealed class ChannelTeam(ChannelPipeline[] channels)
{
    // Four fill a vector of the processor. Eight would take a little less for the filters, and the processor that has the team with
    // most jerks would keep the others waiting for longer.
    private const int MostChannels = 4;

    // With fewer channels pairs share their filters, so that there are teams enough for several processors; with fewer still each has its own.
    private const int FewestForFours = 16;
    private const int FewestForPairs = 4;

    private readonly List<ChannelPipeline> _together = [];
    private readonly List<(SosFilter Filter, double[] Samples)> _left = [];
    private readonly List<SosFilter> _filters = [];
    private readonly List<double[]> _samples = [];
    private readonly Dictionary<(SosFilter First, int Count), SideBySideFilters> _sideBySide = [];

    /// <summary>Makes teams of channels.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="sharesProcessors">Whether several processors may share the teams.</param>
    public static ChannelTeam[] Of(IReadOnlyList<ChannelPipeline> channels, bool sharesProcessors)
    {
        int size = !sharesProcessors || channels.Count >= FewestForFours ? MostChannels : channels.Count >= FewestForPairs ? 2 : 1;
        return [.. channels.Chunk(size).Select(few => new ChannelTeam(few))];
    }

    /// <summary>Takes in a block.</summary>
    public void Process(SampleBlock block)
    {
        foreach (ChannelPipeline channel in channels)
        {
            channel.Begin(block);
        }

        for (int first = 0; first < channels.Length; first++)
        {
            while (channels[first].Waiting is int waiting and > 0)
            {
                _together.Clear();
                for (int other = first; other < channels.Length; other++)
                {
                    if (channels[other].Waiting == waiting)
                    {
                        _together.Add(channels[other]);
                    }
                }

                ProcessChunk();
            }
        }
    }

    private void ProcessChunk()
    {
        int length = 0;
        foreach (ChannelPipeline channel in _together)
        {
            length = channel.BeginChunk();
        }

        Filter(length);
        foreach (ChannelPipeline channel in _together)
        {
            channel.EndChunk(length);
        }
    }

    /// <summary>Runs the filters of all channels, those that run alike side by side.</summary>
    private void Filter(int length)
    {
        foreach (ChannelPipeline channel in _together)
        {
            _left.AddRange(channel.Filters);
        }

        while (_left.Count > 0)
        {
            TakeAlike();
            if (_filters.Count == 1)
            {
                _filters[0].Process(_samples[0].AsSpan(0, length), _samples[0].AsSpan(0, length));
                continue;
            }

            if (!_sideBySide.TryGetValue((_filters[0], _filters.Count), out SideBySideFilters? sideBySide))
            {
                sideBySide = _filters[0].NewSideBySide(_filters.Count);
                _sideBySide.Add((_filters[0], _filters.Count), sideBySide);
            }

            sideBySide.Process(CollectionsMarshal.AsSpan(_filters), CollectionsMarshal.AsSpan(_samples), length);
        }
    }

    /// <summary>Takes the first filter that is left, and all that run like it.</summary>
    private void TakeAlike()
    {
        _filters.Clear();
        _samples.Clear();
        SosFilter first = _left[0].Filter;
        int kept = 0;
        for (int i = 0; i < _left.Count; i++)
        {
            (SosFilter filter, double[] samples) = _left[i];
            if (filter == first || filter.RunsLike(first))
            {
                _filters.Add(filter);
                _samples.Add(samples);
            }
            else
            {
                _left[kept++] = (filter, samples);
            }
        }

        _left.RemoveRange(kept, _left.Count - kept);
    }
}
