using System.Globalization;
using System.Text.RegularExpressions;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The channels in which no jerks are looked for but which explain bursts of others: an electrocardiogram, whose beats are those of
/// all channels, and triggers. They are read before the others, block by block.
/// </summary>
internal sealed partial class RecordingReferences
{
    private const int MostPlaces = 3;

    private readonly List<EcgLead> _leads = [];
    private readonly List<Trigger> _triggers = [];

    /// <summary>Initializes a new instance of the <see cref="RecordingReferences"/> class.</summary>
    /// <param name="channels">All channels of the recording.</param>
    public RecordingReferences(IReadOnlyList<RecordingChannel> channels)
    {
        foreach (RecordingChannel channel in channels.Where(channel => channel.Kind == ChannelKind.Other && channel.Signals.Count == 1))
        {
            if (channel.SampleRate >= QrsDetector.LeastRateHz && EcgName().IsMatch(channel.Name))
            {
                _leads.Add(new EcgLead(channel));
            }
            else if (TriggerName().IsMatch(channel.Name))
            {
                _triggers.Add(new Trigger(channel));
            }
        }

        Leads = _leads.Count == 0 ? null : new ReferenceLeads([.. _leads.Select(lead => lead.Beats)]);
    }

    /// <summary>Gets the electrocardiograms, or <see langword="null"/> where there is none.</summary>
    public ReferenceLeads? Leads { get; }

    /// <summary>Gets the marks of stimuli: those that are known so far, and after <see cref="Finish"/> those of the whole.</summary>
    public StimulusMarks Marks { get; } = new();

    /// <summary>Gets the channels that must be read.</summary>
    public IEnumerable<RecordingChannel> Channels => [.. _leads.Select(lead => lead.Clock.Channel), .. _triggers.Select(trigger => trigger.Clock.Channel)];

    /// <summary>Takes in a block.</summary>
    public void Process(SampleBlock block)
    {
        foreach (EcgLead lead in _leads)
        {
            lead.Process(block);
        }

        foreach (Trigger trigger in _triggers)
        {
            trigger.Edges.Process(trigger.Clock.Next(block));
            for (; trigger.Told < trigger.Edges.Early.Count; trigger.Told++)
            {
                Marks.Add(trigger.Clock.Channel.Name, trigger.Clock.SecondsAt(trigger.Edges.Early[trigger.Told]));
            }
        }
    }

    /// <summary>Ends the recording: the fronts are those of the whole.</summary>
    /// <param name="annotations">Its annotations.</param>
    public void Finish(IReadOnlyList<RecordingAnnotation> annotations)
    {
        Marks.Clear();
        foreach (Trigger trigger in _triggers)
        {
            foreach (long front in trigger.Edges.Fronts())
            {
                Marks.Add(trigger.Clock.Channel.Name, trigger.Clock.SecondsAt(front));
            }
        }

        foreach (RecordingAnnotation annotation in annotations.Where(StimulusMarks.IsStimulus))
        {
            Marks.Add("annotations", annotation.OnsetSeconds);
        }
    }

    /// <summary>Says where no electrocardiogram shows beats; <see langword="null"/> where there is none, or no such stretch.</summary>
    public RecordingWarning? LostWarning()
    {
        if (Leads is null || Leads.Untold() is not { Count: > 0 } lost)
        {
            return null;
        }

        string names = string.Join(" and ", Leads.Leads.Select(lead => lead.Channel));
        string places = string.Join(", ", lost.Take(MostPlaces).Select(stretch => string.Create(CultureInfo.InvariantCulture, $"{stretch.StartSeconds:0}–{stretch.EndSeconds:0} s")))
            + (lost.Count > MostPlaces ? string.Create(CultureInfo.InvariantCulture, $" and {lost.Count - MostPlaces} more") : string.Empty);
        return new RecordingWarning("ecg-lost", null, lost[0].StartSeconds, lost[^1].EndSeconds, string.Create(
            CultureInfo.InvariantCulture,
            $"{names}: no heartbeats stand out in {lost.Sum(stretch => stretch.DurationSeconds):0} s ({places}); the lead may be off. There the heart is looked for in each EMG itself."));
    }

    [GeneratedRegex(@"(^|[^a-z])(ecg|ekg)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EcgName();

    [GeneratedRegex(@"^(trig(ger)?s?|ttl|sti|stim(ulus|uli|ulator)?|tms)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TriggerName();

    /// <summary>A trigger channel, and how many of its fronts are marks so far.</summary>
    private sealed class Trigger(RecordingChannel channel)
    {
        public ClockedChannel Clock { get; } = new(channel);

        public TriggerEdges Edges { get; } = new(channel.SampleRate);

        public int Told { get; set; }
    }

    /// <summary>A channel of one signal, and the times of its samples, as those of the analysed channels are counted.</summary>
    private sealed class ClockedChannel(RecordingChannel channel)
    {
        private readonly List<(long First, double Seconds)> _clocks = [];
        private long _count;

        public RecordingChannel Channel { get; } = channel;

        public ReadOnlySpan<double> Next(SampleBlock block)
        {
            if (block.StartsSegment || _clocks.Count == 0)
            {
                _clocks.Add((_count, block.StartSeconds));
            }

            ReadOnlySpan<double> samples = block[Channel.Signals[0]];
            _count += samples.Length;
            return samples;
        }

        public double SecondsAt(long sample)
        {
            int at = _clocks.Count - 1;
            while (at > 0 && _clocks[at].First > sample)
            {
                at--;
            }

            (long first, double seconds) = _clocks[at];
            return seconds + ((sample - first) / Channel.SampleRate);
        }
    }
    /// <summary>An electrocardiogram, and what its beats tell.</summary>
    private sealed class EcgLead(RecordingChannel channel)
    {
        private readonly QrsDetector _detector = new(channel.SampleRate);
        private readonly List<long> _beats = [];
        private int _toldBeats;
        private int _toldWindows;

        public ClockedChannel Clock { get; } = new(channel);

        public ReferenceBeats Beats { get; } = new(channel.Name);

        public void Process(SampleBlock block)
        {
            ReadOnlySpan<double> samples = Clock.Next(block);
            for (int at = 0; at < samples.Length;)
            {
                int run = Run(samples[at..]);
                if (MissingSample.IsPresent(samples[at]))
                {
                    _detector.Process(samples.Slice(at, run), _beats);
                }
                else
                {
                    _detector.Skip(run, _beats);
                }

                at += run;
            }

            TellBeats();
        }

        /// <summary>How many samples from the first one on are present, or missing, as that one is.</summary>
        private static int Run(ReadOnlySpan<double> samples)
        {
            bool isPresent = MissingSample.IsPresent(samples[0]);
            int run = 1;
            while (run < samples.Length && MissingSample.IsPresent(samples[run]) == isPresent)
            {
                run++;
            }

            return run;
        }

        private void TellBeats()
        {
            if (_detector.KnownFrom < long.MaxValue)
            {
                Beats.KnownFromSeconds = Clock.SecondsAt(_detector.KnownFrom) + QrsDetector.LatencySeconds;
            }

            for (; _toldBeats < _beats.Count; _toldBeats++)
            {
                Beats.Add(Clock.SecondsAt(_beats[_toldBeats]));
            }

            for (; _toldWindows < _detector.Windows.Count; _toldWindows++)
            {
                QrsWindow window = _detector.Windows[_toldWindows];
                double start = Clock.SecondsAt(window.Start);
                Beats.AddWindow(new Interval(start, start + ((window.End - window.Start) / Clock.Channel.SampleRate)), window.StandsOut);
            }
        }
    }
}
