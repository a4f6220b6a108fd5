form ''
