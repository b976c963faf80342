-- Ended jobs are removed daily unless somebody changes or deletes this schedule: once deleted it does not come back.
insert into schedule (id, name, type, priority, args, cron, time_zone, overlap, next_fire_at, created_by, created_at,
                      updated_at, version)
values ('019b76da-a800-7000-8000-000000000001', 'Remove ended jobs', 'retention.cleanup', 9, '{}', '15 3 * * *', 'UTC',
        'SKIP', cast(current_date as timestamp) + interval '1' day + interval '195' minute, 'nightshift',
        current_timestamp, current_timestamp, 0);
